package dev.colophon.database.connection;

/**
 * How busy a pool is.
 *
 * @param name the pool's name
 * @param permits calls that hold a permit now
 * @param active connections in use
 * @param idle open connections that wait for use
 * @param pending calls that wait for a permit
 * @param max most connections at a time
 */
public record PoolState(String name, int permits, int active, int idle, int pending, int max) {
    /** Whether anything is lent out. */
    public boolean inUse() {
        return permits > 0 || active > 0;
    }
}
