package dev.colophon.media.picture.pixels;

import dev.colophon.problem.Problem;

/** Why something is no picture that can be taken. */
final class Refusals {
    private static final String FIELD = "file";

    private Refusals() {}

    static Problem type() {
        return Problem.invalid(FIELD, "type", "Only pictures as JPEG, PNG or GIF can be taken.");
    }

    static Problem webp() {
        return Problem.invalid(FIELD, "type", "WebP pictures cannot be read; save it as JPEG or PNG.");
    }

    static Problem mixed() {
        return Problem.invalid(FIELD, "mixed", "The file is a picture and something else as well.");
    }

    static Problem pixels(PictureLimits limits) {
        return Problem.invalid(
                FIELD,
                "pixels",
                "A picture may have at most " + limits.side() + " pixels a side and "
                        + limits.pixels() / 1_000_000 + " million altogether, "
                        + limits.progressivePixels() / 1_000_000 + " million as a progressive JPEG.");
    }

    static Problem damaged() {
        return Problem.invalid(FIELD, "damaged", "The picture is incomplete or damaged.");
    }

    static Problem slow() {
        return Problem.invalid(FIELD, "time", "The picture takes too long to read.");
    }
}
