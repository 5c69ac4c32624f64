package dev.colophon.observe;

/** Every metric of the program. */
public final class Metrics {
    /** One SQL statement has run, well or not. */
    public void statementFinished(String statement, long nanoseconds) {}

    /**
     * One request has been answered.
     *
     * @param route the route's template, never the path, so that the number of series is bounded
     */
    public void requestFinished(String method, String route, int status, long nanoseconds) {}
}
