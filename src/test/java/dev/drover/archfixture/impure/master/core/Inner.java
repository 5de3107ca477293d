package dev.drover.archfixture.impure.master.core;

final class Inner {
    private Inner() {}

    static void pausesFor(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
