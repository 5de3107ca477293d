package shop;

/** Where orders are kept. */
final class Settings {
    static final String BUCKET = "orders";
    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY_ID = "@PLANTED@";

    private Settings() {}
}
