package dev.colophon.shelf.pages;

import java.util.List;

/**
 * What the home page shows to somebody who is signed in.
 *
 * @param readThisYear books finished in the current year, by calendar days
 */
record HomeView(
        String username,
        List<ShelfView.Tab> numbers,
        List<ShelfView.Entry> reading,
        List<ShelfView.Entry> recent,
        boolean empty) {}
