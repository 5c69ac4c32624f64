package dev.colophon.shelf.home;

import dev.colophon.shelf.pages.ShelfView.Entry;
import dev.colophon.shelf.pages.ShelfView.Tab;
import java.util.List;

/** What the home page itself shows to somebody who is signed in. */
record HomeView(String username, List<Tab> numbers, List<Entry> reading, List<Entry> recent, boolean empty) {}
