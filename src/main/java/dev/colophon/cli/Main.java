package dev.colophon.cli;

/** The entry point of the program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("colophon");
    }
}
