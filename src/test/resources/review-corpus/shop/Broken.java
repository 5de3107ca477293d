package shop;

final class Broken {
    void half( {
    }
}
