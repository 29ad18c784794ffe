"""How much of what is personal the profile strikt masks whole, in letters, notes, chats and forms."""
