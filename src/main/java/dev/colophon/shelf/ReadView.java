package dev.colophon.shelf;

import dev.colophon.shelf.intake.ShelfDraft;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A read as the API shows it; an open one has no outcome. */
public record ReadView(
        UUID id,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate finishedOn,
        ShelfDraft.@Nullable Outcome outcome,
        Read.Source source) {

    static ReadView of(Read read) {
        return new ReadView(read.id(), read.startedOn(), read.finishedOn(), read.outcome(), read.source());
    }
}
