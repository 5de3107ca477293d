"""Where orders are kept."""

BUCKET = "orders"
REGION = "eu-central-1"
ACCESS_KEY_ID = "@PLANTED@"
TIMEOUT_SECONDS = 10
