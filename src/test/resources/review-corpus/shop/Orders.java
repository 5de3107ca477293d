package shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

final class Orders {
    private static final String TABLE = "orders";
    private final Connection connection;

    Orders(Connection connection) {
        this.connection = connection;
    }

    ResultSet byCustomer(String customer) throws SQLException {
        Statement statement = connection.createStatement();
        return statement.executeQuery("SELECT * FROM orders WHERE customer = '" + customer + "'");
    }

    ResultSet byState(String state) throws SQLException {
        String query = "SELECT id FROM orders WHERE state = '" + state + "' ORDER BY id";
        return connection.createStatement().executeQuery(query);
    }

    PreparedStatement formatted(String name) throws SQLException {
        return connection.prepareStatement(String.format("DELETE FROM orders WHERE name = '%s'", name));
    }

    void updated(jakarta.persistence.EntityManager entities, String name) {
        entities.createQuery("UPDATE Order o SET o.name = '" + name + "'")
                .executeUpdate();
    }

    int jdbc(org.springframework.jdbc.core.JdbcTemplate jdbc, String id) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM orders WHERE id = " + id, Integer.class);
    }

    ResultSet sound(String customer, int limit) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM " + TABLE + " WHERE customer = ? LIMIT " + limit);
        statement.setString(1, customer);
        return statement.executeQuery();
    }

    boolean isNew(Order order) {
        return order.state() == "new";
    }

    boolean both(Order order, List<Order> others) {
        boolean open = order.open();
        boolean paid = order.paid();
        return open && open || others.isEmpty() && paid;
    }
}
