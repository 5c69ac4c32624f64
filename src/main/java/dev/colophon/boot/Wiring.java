package dev.colophon.boot;

import dev.colophon.account.Accounts;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.token.Tokens;
import dev.colophon.admin.job.Background;
import dev.colophon.assets.AssetIndex;
import dev.colophon.boot.feature.AccountParts;
import dev.colophon.boot.feature.AdminParts;
import dev.colophon.boot.feature.MediaParts;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.browse.BrowseRoutes;
import dev.colophon.catalogue.browse.Browsing;
import dev.colophon.catalogue.care.BookMerges;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.catalogue.care.EditPages;
import dev.colophon.catalogue.care.MergePages;
import dev.colophon.catalogue.care.MergeRoutes;
import dev.colophon.catalogue.search.SearchUpkeep;
import dev.colophon.database.Database;
import dev.colophon.feed.FeedMetrics;
import dev.colophon.feed.Journal;
import dev.colophon.feed.JournalUnion;
import dev.colophon.feed.Recording;
import dev.colophon.feed.api.JournalRoutes;
import dev.colophon.feed.pages.AtomPage;
import dev.colophon.feed.pages.FeedEvents;
import dev.colophon.feed.pages.FeedOnHome;
import dev.colophon.feed.pages.JournalPages;
import dev.colophon.journal.Attachments;
import dev.colophon.journal.NoteUnion;
import dev.colophon.journal.Notes;
import dev.colophon.journal.api.AttachmentRoutes;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.journal.pages.AttachmentPages;
import dev.colophon.journal.pages.NotePages;
import dev.colophon.journal.pages.NoteSection;
import dev.colophon.lookup.Lookups;
import dev.colophon.observe.metric.Meters;
import dev.colophon.people.People;
import dev.colophon.people.PeopleSettings;
import dev.colophon.people.api.PeopleRoutes;
import dev.colophon.people.pages.PeoplePages;
import dev.colophon.profile.Profiles;
import dev.colophon.profile.api.ProfileRoutes;
import dev.colophon.profile.pages.ProfilePages;
import dev.colophon.settings.Settings;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.add.AddPages;
import dev.colophon.shelf.api.BulkRoutes;
import dev.colophon.shelf.api.ProgressRoutes;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.browse.BrowsePages;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.shelf.browse.SinglePage;
import dev.colophon.shelf.history.HistoryPages;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.home.HomeSection;
import dev.colophon.shelf.home.RecentlyFinished;
import dev.colophon.shelf.intake.EntryRestoring;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.shelf.item.ItemSection;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.pages.BulkPages;
import dev.colophon.shelf.pages.ShelfPages;
import dev.colophon.shelf.search.SearchPages;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.statistics.Statistics;
import dev.colophon.statistics.api.GoalRoutes;
import dev.colophon.statistics.api.ShareRoutes;
import dev.colophon.statistics.api.StatisticsRoutes;
import dev.colophon.statistics.goal.GoalNews;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.statistics.pages.GoalsOnHome;
import dev.colophon.statistics.pages.GoalsOnProfile;
import dev.colophon.statistics.pages.StatisticsPages;
import dev.colophon.statistics.pages.YearPages;
import dev.colophon.statistics.review.YearReviews;
import dev.colophon.statistics.share.Shares;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.ImportWorker;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.Shelving;
import dev.colophon.transfer.api.ExportRoutes;
import dev.colophon.transfer.api.ImportRoutes;
import dev.colophon.transfer.api.ReviewRoutes;
import dev.colophon.transfer.copy.Restoring;
import dev.colophon.transfer.export.ExportTurns;
import dev.colophon.transfer.export.Exports;
import dev.colophon.transfer.export.library.LibraryExport;
import dev.colophon.transfer.pages.ImportPages;
import dev.colophon.transfer.pages.ReviewPages;
import dev.colophon.web.ContractRoutes;
import dev.colophon.web.Mount;
import dev.colophon.web.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All features, put together by hand. A new feature adds its lines here and nowhere else. */
public final class Wiring implements AutoCloseable {
    /** Hear of every change of a shelf, in this order. */
    private static final List<ShelfListener> SHELF_LISTENERS = List.of(new NoteUnion(), new JournalUnion());

    private final AccountParts account;
    private final Lookups lookups;
    private final ImportWorker importWorker;
    private final Background background;
    private final MediaParts media;
    private final Instance.NextStep nextStep;
    private final SearchUpkeep searchUpkeep;
    private final Mount mount;
    private final List<Routes> routes;

    /** The clock's zone decides which day today is. */
    public Wiring(Settings settings, Database database, Clock clock, AssetIndex assets, Meters meters) {
        boolean registrationOpen = settings.account().registrationOpen();
        this.media = MediaParts.of(settings, database, clock, meters);
        this.account = new AccountParts(settings, database, clock, meters);
        this.nextStep = new Instance.NextStep(account.accounts(), registrationOpen);
        Catalogue catalogue = new Catalogue(database, clock);
        Shelf shelf = new Shelf(database, clock, live(database, clock));
        Notes notes = new Notes(database, clock, shelf, List.of(new Recording(clock)));
        this.lookups = new Lookups(settings, database, clock, meters, media.album(database));
        Imports imports = new Imports(
                database, shelving(database, clock, media), settings.get(ImportSettings.GROUP), clock, meters);
        this.background = new Background(lookups::standing);
        this.importWorker = new ImportWorker(imports);
        this.searchUpkeep = new SearchUpkeep(database);
        List<Routes> others = List.of(
                new BookRoutes(catalogue),
                lookups.routes(),
                new ExportRoutes(exports(database, media, account.accounts(), meters), new ExportTurns()),
                new ContractRoutes(),
                new ShelfPages(shelf, new ShelfList(database), new ProgressLog(database, clock, shelf)),
                new AddPages(shelf, catalogue, lookups));
        this.routes = Stream.of(
                        media.routes().stream(),
                        account.routes().stream(),
                        ofCatalogue(database, clock, catalogue, shelf),
                        ofShelf(database, clock, catalogue, shelf, List.of(new NoteSection(notes))),
                        ofPeople(database, clock, settings, shelf),
                        Stream.of(feedEvents(database, clock, settings, account.tokens(), meters)),
                        ofJournal(notes, new Attachments(database, clock, media.blobs(), media.settings())),
                        ofImports(imports),
                        AdminParts.routes(database, account, settings.account().registration(), background),
                        others.stream())
                .flatMap(each -> each)
                .toList();
        this.mount = new Mount(settings, account.tokens(), clock.getZone(), assets::url);
        routes.forEach(mount::add);
    }

    /** Those who hear of what readers do themselves: what imports and merges do is nobody's news. */
    private static List<ShelfListener> live(Database database, Clock clock) {
        return Stream.concat(SHELF_LISTENERS.stream(), Stream.of(new Recording(clock), goalNews(database, clock)))
                .toList();
    }

    private static GoalNews goalNews(Database database, Clock clock) {
        return new GoalNews(
                new Statistics(database, clock, new ShelfList(database)), new Journal(database, clock), clock);
    }

    /** What a reader does with the entries of a shelf. */
    private static Stream<Routes> ofShelf(
            Database database, Clock clock, Catalogue catalogue, Shelf shelf, List<ItemSection> sections) {
        Reads reads = new Reads(shelf);
        Bulk bulk = new Bulk(shelf, reads, clock);
        ProgressLog progress = new ProgressLog(database, clock, shelf);
        return Stream.of(
                new ShelfRoutes(shelf, new ShelfList(database), reads),
                new ReadRoutes(shelf, reads),
                new ProgressRoutes(progress),
                new BulkRoutes(bulk),
                new BulkPages(bulk),
                new ItemPages(shelf, catalogue, reads, progress, sections),
                new HistoryPages(shelf, progress));
    }

    private static Stream<Routes> ofImports(Imports imports) {
        return Stream.of(
                new ImportRoutes(imports),
                new ReviewRoutes(imports),
                new ImportPages(imports),
                new ReviewPages(imports));
    }

    private static Stream<Routes> ofJournal(Notes notes, Attachments attachments) {
        return Stream.of(
                new NoteRoutes(notes),
                new AttachmentRoutes(attachments),
                new NotePages(notes),
                new AttachmentPages(notes, attachments));
    }

    /** Readers among each other, what they show of their shelves, what it comes to, and home with some of it. */
    private static Stream<Routes> ofPeople(Database database, Clock clock, Settings settings, Shelf shelf) {
        People people = new People(database, clock);
        Profiles profiles = new Profiles(database);
        Journal journal = new Journal(database, clock);
        ShelfList lists = new ShelfList(database);
        Statistics statistics = new Statistics(database, clock, lists);
        Goals goals = new Goals(database, statistics, clock, goalNews(database, clock));
        Shares shares = new Shares(database, clock, settings.account().secretKey());
        boolean isPublic = settings.get(PeopleSettings.GROUP).publicProfiles();
        List<HomeSection> home =
                List.of(new GoalsOnHome(goals), new FeedOnHome(journal), new RecentlyFinished(database, shelf));
        return Stream.of(
                new HomePages(shelf, lists, home, settings.account().registrationOpen()),
                new PeopleRoutes(people),
                new PeoplePages(people),
                new ProfileRoutes(people, profiles),
                new ProfilePages(people, profiles, clock, List.of(new GoalsOnProfile(goals)), isPublic),
                new JournalRoutes(people, journal),
                new JournalPages(people, journal, clock, isPublic),
                new AtomPage(people, journal, isPublic),
                new StatisticsRoutes(statistics),
                new GoalRoutes(goals, statistics),
                new ShareRoutes(shares),
                new StatisticsPages(statistics, goals),
                new YearPages(new YearReviews(database, statistics), shares));
    }

    private static Routes feedEvents(Database database, Clock clock, Settings settings, Tokens tokens, Meters meters) {
        return new FeedEvents(
                new Journal(database, clock),
                tokens::isGood,
                clock,
                FeedEvents.beat(settings.server().requests().timeoutSeconds()),
                new FeedMetrics(meters));
    }

    /** Authors, series, the care of books and the search for them. */
    private static Stream<Routes> ofCatalogue(Database database, Clock clock, Catalogue catalogue, Shelf shelf) {
        Browsing browsing = new Browsing(database);
        OwnStandings standings = new OwnStandings(database);
        BookMerges merges = new BookMerges(database, clock, new ShelfUnion(clock, SHELF_LISTENERS));
        Duplicates duplicates = new Duplicates(database);
        return Stream.of(
                new BrowseRoutes(browsing),
                new MergeRoutes(merges, duplicates),
                new EditPages(catalogue),
                new MergePages(catalogue, merges, duplicates),
                new SearchPages(catalogue, new ShelfList(database), standings),
                new BrowsePages(browsing, shelf, standings, new SinglePage(catalogue, standings, duplicates)));
    }

    /** The way of imports to a shelf, for a server and for a command. */
    public static Shelving shelving(Database database, Clock clock, MediaParts media) {
        var entries = new EntryRestoring(database, clock, SHELF_LISTENERS);
        var restoring = new Restoring(entries, media.blobs(), media.settings(), media.pictures(), media.covers());
        return new Shelving.OnShelf(
                new Intake(database, clock, SHELF_LISTENERS),
                Optional.of(restoring),
                Optional.of(new EntryUndo(database, clock, SHELF_LISTENERS)));
    }

    /** What makes files of a reader's own data, for a server and for a command. */
    public static Exports exports(Database database, MediaParts media, Accounts accounts, Meters meters) {
        return new Exports(database, new LibraryExport(database, media.blobs(), accounts), meters);
    }

    /** Every feature's routes; the contract is compared with them. */
    public List<Routes> routes() {
        return routes;
    }

    Mount mount() {
        return mount;
    }

    /** What admins see of it, to be told of what begins later. */
    Background background() {
        return background;
    }

    /** Where files of readers are kept. */
    MediaParts media() {
        return media;
    }

    /** Begins what runs beside requests. */
    void begin(Schedule schedule) {
        schedule.every(Tokens.USES_INTERVAL, "last uses of tokens", account.tokens()::writeUses);
        schedule.every(Tokens.SWEEP_INTERVAL, "sessions that have expired", account.tokens()::sweep);
        schedule.every(AuditLog.SWEEP_INTERVAL, "audit log", account.auditLog()::sweep);
        schedule.every(Invitations.SWEEP_INTERVAL, "expired invitations", account.invitations()::sweep);
        schedule.every(Lookups.SWEEP_INTERVAL, "kept look-ups", lookups::sweep);
        lookups.start();
        importWorker.start();
        searchUpkeep.start();
    }

    Instance.NextStep nextStep() {
        return nextStep;
    }

    @Override
    public void close() {
        lookups.close();
        searchUpkeep.close();
        importWorker.close();
        account.close();
        media.close();
    }
}
