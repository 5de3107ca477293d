class Login {
    void Run(SqlConnection connection, string name) {
        var command = new SqlCommand("SELECT * FROM users WHERE name = '" + name + "'", connection);
        var formatter = new BinaryFormatter();
        handler.ServerCertificateCustomValidationCallback = (a, b, c, d) => true;
        ServicePointManager.ServerCertificateValidationCallback += (a, b, c, d) => true;
        var hash = MD5.Create();
    }
}
