"""The review meeting: who is asked, when they all could, what they talk about, and the calendar file. Pure: values in,
values and text out."""
