"""Where the weights of redactor.recognizers.person_model come from (README.md here)."""
