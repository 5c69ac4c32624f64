package dev.colophon.observe.metric;

/**
 * How one pool of connections to the database is used at this moment.
 *
 * @param active in use by a request or a job
 * @param idle open and free
 * @param maximum the most that there may be
 * @param waiting callers that wait for a connection
 */
public record PoolFigures(int active, int idle, int maximum, int waiting) {}
