package dev.colophon.observe;

/**
 * How the connections to the database are used at this moment.
 *
 * @param active in use by a request or a job
 * @param idle open and free
 * @param maximum the most that there may be
 * @param waiting callers that wait for a connection
 * @param reachable whether the last probe reached the database
 */
public record PoolFigures(int active, int idle, int maximum, int waiting, boolean reachable) {}
