package dev.colophon.boot.feature;

import dev.colophon.catalogue.cover.Covers;
import dev.colophon.database.Database;
import dev.colophon.lookup.cover.Album;
import dev.colophon.lookup.port.Provider;
import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.Picture.Source;
import dev.colophon.media.picture.Pictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;

/** Where look-ups put the covers that they fetched: the books of the catalogue. */
record CoverAlbum(Database database, Pictures pictures, Covers covers) implements Album {
    @Override
    public boolean wants(UUID book) {
        return covers.isWanting(book);
    }

    @Override
    public void put(UUID book, Provider provider, byte[] bytes) throws IOException {
        Source source = switch (provider) {
            case GOOGLE_BOOKS -> Source.GOOGLE_BOOKS;
            case OPEN_LIBRARY -> Source.OPEN_LIBRARY;
        };
        Picture picture = pictures.accept(new ByteArrayInputStream(bytes), source);
        database.write(session -> covers.offer(session, book, picture));
    }
}
