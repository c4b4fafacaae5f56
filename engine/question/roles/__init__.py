"""The roles of the states in a sentence that no grammar takes up, by the words right beside each."""
