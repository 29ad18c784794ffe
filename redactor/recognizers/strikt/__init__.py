"""What only the profile strikt takes: data that the text's own words make personal, whoever they belong to.

Publication asks that nothing public goes, so the recognizers one folder up want proof; strikt asks that
nothing personal stays, so these take a writing that is likely enough. One file per kind of datum; a new
file with a `Recognizer` subclass is found and run as it is.
"""
