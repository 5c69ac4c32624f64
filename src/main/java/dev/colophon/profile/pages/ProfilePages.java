package dev.colophon.profile.pages;

import dev.colophon.journal.Notes;
import dev.colophon.people.People;
import dev.colophon.people.Person;
import dev.colophon.people.pages.PersonCard;
import dev.colophon.profile.Profiles;
import dev.colophon.profile.VisibleEntry;
import dev.colophon.profile.VisibleNote;
import dev.colophon.profile.VisibleReview;
import dev.colophon.profile.pages.ProfileView.Book;
import dev.colophon.shelf.Status;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reader's page at {@code /@name}, and what they say of one book. */
public final class ProfilePages implements Routes {
    private static final int SHOWN = 48;
    private static final int FINISHED_SHOWN = 12;

    private final People people;
    private final Profiles profiles;
    private final Clock clock;
    private final List<ProfileSection> sections;
    private final boolean publicProfiles;

    /**
     * @param sections what later rooms show of a reader, in this order
     * @param publicProfiles whether people without an account see profiles that are for everybody
     */
    public ProfilePages(
            People people, Profiles profiles, Clock clock, List<ProfileSection> sections, boolean publicProfiles) {
        this.people = people;
        this.profiles = profiles;
        this.clock = clock;
        this.sections = List.copyOf(sections);
        this.publicProfiles = publicProfiles;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/@{name}").get(this::profile),
                Resource.page("/@{name}/{id}").get(this::book));
    }

    private void profile(Exchange exchange) {
        Person owner = owner(exchange);
        Optional<Caller> caller = viewer(exchange);
        boolean self = caller.filter(one -> one.id().equals(owner.id())).isPresent();
        int year = LocalDate.now(clock.withZone(exchange.dates().zone())).getYear();
        ProfileView view = owner.isOpen() ? open(exchange, owner, self, year) : closed(owner, year);
        exchange.page(new Page(
                "profile/pages/profile.jte",
                Map.of("profile", view),
                owner.isOpen()
                        ? sections.stream().map(section -> section.of(owner)).toList()
                        : List.of()));
    }

    private ProfileView open(Exchange exchange, Person owner, boolean self, int year) {
        String path = "/@" + owner.username();
        boolean signedIn = viewer(exchange).isPresent();
        Status status = QueryParameters.constantOrNull(exchange.query("status"), Status.class);
        String list = "shelf-of " + owner.id() + " " + status;
        List<String> after = signedIn ? exchange.cursor(list) : List.of();
        Part<VisibleEntry> part = profiles.shelf(owner, status, after, SHOWN);
        String next = signedIn ? exchange.nextCursor(list, part) : null;
        Texts texts = exchange.dates().texts();
        return new ProfileView(
                PersonCard.of(owner),
                owner.biography(),
                self,
                ProfileView.tabs(path, profiles.counts(owner), status, texts),
                year,
                books(owner, profiles.finished(owner, year, FINISHED_SHOWN), signedIn, texts),
                books(owner, part.items(), signedIn, texts),
                next == null ? null : path + "?" + filter(status) + "cursor=" + next);
    }

    private static String filter(@Nullable Status status) {
        return status == null ? "" : "status=" + status.name().toLowerCase(Locale.ROOT) + "&";
    }

    private static List<Book> books(Person owner, List<VisibleEntry> entries, boolean pictures, Texts texts) {
        return entries.stream()
                .map(entry -> Book.of(owner, entry, pictures, texts))
                .toList();
    }

    private static ProfileView closed(Person owner, int year) {
        return new ProfileView(PersonCard.of(owner), null, false, List.of(), year, List.of(), List.of(), null);
    }

    private void book(Exchange exchange) {
        Person owner = owner(exchange);
        UUID id = exchange.pathId("id");
        VisibleReview said = profiles.entry(owner, id);
        Book book = Book.of(
                owner,
                said.entry(),
                viewer(exchange).isPresent(),
                exchange.dates().texts());
        NotesView notes = notes(exchange, owner, id, book.href());
        exchange.page(new Page(
                "profile/pages/book.jte",
                Map.of("card", PersonCard.of(owner), "book", book, "said", said, "notes", notes)));
    }

    private NotesView notes(Exchange exchange, Person owner, UUID id, String href) {
        boolean signedIn = viewer(exchange).isPresent();
        String list = "notes-of " + owner.id() + " " + id;
        List<String> after = signedIn ? exchange.cursor(list) : List.of();
        Part<VisibleNote> part = profiles.notes(owner, id, after, Notes.MAX_PART);
        String next = signedIn ? exchange.nextCursor(list, part) : null;
        return NotesView.of(part.items(), next == null ? null : href + "?cursor=" + next);
    }

    /** Whoever is not signed in is asked to, unless profiles are open to everybody. */
    private Person owner(Exchange exchange) {
        return people.person(viewer(exchange).map(Caller::id).orElse(null), exchange.path("name"));
    }

    private Optional<Caller> viewer(Exchange exchange) {
        return publicProfiles ? exchange.callerIfAny() : Optional.of(exchange.caller());
    }
}
