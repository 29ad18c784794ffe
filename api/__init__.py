"""The HTTP service: what publishing systems call, and what registrators and auditors see."""
