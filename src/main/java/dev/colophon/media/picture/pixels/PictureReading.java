package dev.colophon.media.picture.pixels;

import dev.colophon.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pixels of one file, no more of them at a time than the size that is wanted needs. Nothing but pixels is
 * read: not the profiles, comments and previews that a picture may carry.
 */
public final class PictureReading {
    private static final Logger LOG = LoggerFactory.getLogger(PictureReading.class);
    private static final Pattern DAMAGE = Pattern.compile("(?i)truncated|premature|corrupt");

    private final PictureKind kind;
    private final PictureLimits limits;
    private final List<String> warnings = new ArrayList<>();

    private PictureReading(PictureKind kind, PictureLimits limits) {
        this.kind = kind;
        this.limits = limits;
    }

    /**
     * The pixels of a file, upright, in the largest size that fits.
     *
     * @throws Problem when it is no picture, or breaks a limit
     */
    public static Pixels read(Path file, Size box, PictureLimits limits) throws IOException {
        PictureReading reading = new PictureReading(PictureKind.of(file), limits);
        try {
            return reading.upright(file, box);
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof Problem) {
                throw failure;
            }
            // the readers of the JDK meet broken files with failures of all kinds
            LOG.debug("a picture cannot be read", failure);
            throw isOverdue(failure) ? Refusals.slow() : Refusals.damaged();
        }
    }

    private static boolean isOverdue(Throwable failure) {
        return failure instanceof TimedInput.Overdue || failure.getCause() instanceof TimedInput.Overdue;
    }

    private Pixels upright(Path file, Size box) throws IOException {
        Orientation orientation = Orientation.UPRIGHT;
        long most = limits.pixels();
        if (kind == PictureKind.JPEG) {
            JpegFacts facts = JpegFacts.of(file);
            orientation = facts.orientation();
            most = facts.progressive() ? limits.progressivePixels() : most;
            if (facts.scans() > limits.scans()) {
                throw Refusals.slow();
            }
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.format()).next();
        try (TimedInput in =
                new TimedInput(file.toFile(), System.nanoTime() + limits.time().toNanos())) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            Pixels pixels = read(reader, orientation.isSideways() ? box.sideways() : box, most);
            return orientation.apply(pixels);
        } finally {
            reader.dispose();
        }
    }

    private Pixels read(ImageReader reader, Size box, long most) throws IOException {
        Size given = new Size(reader.getWidth(0), reader.getHeight(0));
        if (given.width() > limits.side() || given.height() > limits.side() || given.pixels() > most) {
            throw Refusals.pixels(limits);
        }
        Size wanted = given.within(box);
        int step = Math.max(1, Math.min(given.width() / wanted.width(), given.height() / wanted.height()) / 2);
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        how.setDestinationType(plain(reader.getImageTypes(0)));
        BufferedImage image = reader.read(0, how);
        if (warnings.stream().anyMatch(warning -> DAMAGE.matcher(warning).find())) {
            throw Refusals.damaged();
        }
        return Pixels.of(image, wanted);
    }

    /** One whose colours need no profile, which would be applied pixel by pixel. */
    private static ImageTypeSpecifier plain(Iterator<ImageTypeSpecifier> types) {
        ImageTypeSpecifier first = types.next();
        ImageTypeSpecifier type = first;
        while (!type.getColorModel().getColorSpace().isCS_sRGB() && types.hasNext()) {
            type = types.next();
        }
        return type.getColorModel().getColorSpace().isCS_sRGB() ? type : first;
    }

    /** A file that ends to be read when it takes too long. */
    private static final class TimedInput extends FileImageInputStream {
        private final long deadline;

        TimedInput(File file, long deadline) throws IOException {
            super(file);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            demandTime();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            demandTime();
            return super.read(bytes, offset, length);
        }

        private void demandTime() throws Overdue {
            if (System.nanoTime() - deadline > 0) {
                throw new Overdue();
            }
        }

        /** The time is over. */
        static final class Overdue extends IOException {
            private static final long serialVersionUID = 1L;
        }
    }
}
