package dev.colophon.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** New ids (UUIDv7): later ones sort after earlier ones, so that indexes grow at their end. */
public final class Ids {
    /** Before and after every id, for paging from either end. */
    public static final UUID FIRST = new UUID(0, 0);

    public static final UUID LAST = new UUID(-1, -1);

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
