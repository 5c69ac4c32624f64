package dev.colophon.backup.watch;

/** A notice did not arrive; the message says why, without the address and its keys. */
final class NoticeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    NoticeFailure(String why) {
        super(why);
    }
}
