package dev.colophon.media;

/** The first part of a blob's name: who keeps it. */
public enum Folder {
    PICTURES("pictures"),
    NOTES("notes");

    private final String label;

    Folder(String label) {
        this.label = label;
    }

    /** The name of the blob whose bytes have this hash. */
    public String nameOf(String sha256) {
        return label + "/" + sha256;
    }
}
