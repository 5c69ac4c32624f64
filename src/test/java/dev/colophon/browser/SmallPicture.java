package dev.colophon.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A screenshot with a palette, a third as large as it came: the 256 colours that occur most often. */
final class SmallPicture {
    private static final int COLOURS = 256;

    private SmallPicture() {}

    static void write(Path shot, Path target) throws IOException {
        BufferedImage full = ImageIO.read(shot.toFile());
        List<Integer> palette = palette(full);
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        var small = new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < full.getHeight(); y++) {
            for (int x = 0; x < full.getWidth(); x++) {
                int index = nearest.computeIfAbsent(full.getRGB(x, y), colour -> nearest(colour, colours));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        ImageIO.write(small, "png", target.toFile());
    }

    private static List<Integer> palette(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        // of colours that hardly differ one is enough, so that rare ones find a place
        Map<Integer, Integer> kinds = new HashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(colour -> kinds.putIfAbsent(colour.getKey() & 0xf8f8f8, colour.getKey()));
        return kinds.values().stream()
                .sorted(Comparator.<Integer>comparingInt(counts::get).reversed().thenComparing(colour -> colour))
                .limit(COLOURS)
                .toList();
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        for (int index = 1; index < palette.length; index++) {
            if (distance(colour, palette[index]) < distance(colour, palette[best])) {
                best = index;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
