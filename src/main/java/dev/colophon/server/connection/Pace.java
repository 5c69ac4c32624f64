package dev.colophon.server.connection;

/**
 * How fast the other end gives or takes the bytes of one request, counting only the time for which
 * we waited for it. The connection's thread reports, the sweeper looks on.
 */
final class Pace {
    private long waitedNanos;
    private long bytes;
    private int request;

    /** 0 while nobody waits. Volatile and written last, so that it publishes the others. */
    private volatile long waitingSince;

    private long markedWaitedNanos;
    private long markedBytes;
    private int markedRequest;
    private int slowWindows;

    void requestStarts() {
        waitedNanos = 0;
        bytes = 0;
        request++;
        waitingSince = 0;
    }

    void waitStarts() {
        waitingSince = System.nanoTime() | 1;
    }

    void waitEnds(int bytesMoved) {
        waitedNanos += System.nanoTime() - waitingSince;
        bytes += bytesMoved;
        waitingSince = 0;
    }

    /**
     * Whether so many whole windows of waiting in a row went by with less than the least rate;
     * sweeper only.
     */
    boolean tooSlow(long now, long windowNanos, int leastBytesPerSecond, int windows) {
        long since = waitingSince;
        if (markedRequest != request) {
            mark(0, 0);
            slowWindows = 0;
        }
        long waited = since == 0 ? waitedNanos : waitedNanos + now - since;
        long window = waited - markedWaitedNanos;
        if (window < windowNanos) {
            return false;
        }
        boolean slow = bytes - markedBytes < window / 1e9 * leastBytesPerSecond;
        mark(waited, bytes);
        slowWindows = slow ? slowWindows + 1 : 0;
        return slowWindows >= windows;
    }

    private void mark(long waited, long moved) {
        markedRequest = request;
        markedWaitedNanos = waited;
        markedBytes = moved;
    }
}
