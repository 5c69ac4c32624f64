package dev.colophon.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.AccountViews.Me;
import dev.colophon.account.UserRepository.Credentials;
import dev.colophon.account.access.AccessTokens;
import dev.colophon.account.audience.Audience;
import dev.colophon.account.audit.Actor;
import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.Deed;
import dev.colophon.account.invitation.Invitation;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.password.Passwords;
import dev.colophon.account.reader.Readers;
import dev.colophon.account.reader.Role;
import dev.colophon.account.reader.SuggestedAccount;
import dev.colophon.account.reset.ResetLinks;
import dev.colophon.account.token.SignOut;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import dev.colophon.web.page.Dates;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes, checks, changes and removes accounts. */
public final class Accounts {
    private final Database database;
    private final Passwords passwords;
    private final InstantSource clock;

    public Accounts(Database database, Passwords passwords, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes an account for an operator.
     *
     * @return its id
     * @throws Problem when a field breaks a rule, or the name or the address is taken
     */
    public UUID create(String username, @Nullable String email, String password, boolean admin) {
        return create(new NewUser(username, email, null, password), admin).id();
    }

    User create(NewUser wanted, boolean admin) {
        return make(wanted, session -> new Made(Role.of(admin), true, null));
    }

    /**
     * Makes an account for somebody who comes by themselves.
     *
     * @param firstIsAdmin whether whoever makes the first account here is an admin
     * @throws Problem of kind FORBIDDEN when there is an invitation that is good no more
     */
    User signUp(NewUser wanted, boolean firstIsAdmin) {
        return make(wanted, session -> {
            String token = wanted.invitation();
            Invitation used = token == null ? null : Invitations.use(session, token, clock.instant());
            boolean admin = firstIsAdmin && UserRepository.isFirst(session);
            return new Made(admin || used == null ? Role.of(admin) : used.role(), false, used);
        });
    }

    /**
     * What an account is made as, and by whom.
     *
     * @param invitation that lets its reader in; null for none
     */
    private record Made(
            Role role, boolean byCommand, @Nullable Invitation invitation) {}

    private User make(NewUser wanted, Function<Session, Made> making) {
        Secret hash = passwords.hash(wanted.password());
        UUID id = Ids.next();
        try {
            return database.write(session -> {
                if (UserRepository.byName(session, wanted.username()).isPresent()) {
                    throw Problem.conflict("username_taken", "The username is taken.");
                }
                demandFreeEmail(session, wanted.email(), id);
                Made made = making.apply(session);
                User user = user(id, wanted.username(), wanted.email(), wanted.shownName(), made.role());
                UserRepository.insert(session, user, hash);
                tell(session, user, made);
                return user;
            });
        } catch (ConstraintViolation race) {
            throw Problem.conflict("username_taken", "The username or the mail address is taken.");
        }
    }

    private void tell(Session session, User user, Made made) {
        Actor actor = made.byCommand() ? Actor.COMMAND : Actor.reader(user.id());
        String role = made.role().text();
        AuditLog.add(session, user.createdAt(), new Deed(actor, AuditAction.ACCOUNT_MADE, user.id(), role));
        Invitation used = made.invitation();
        if (used != null) {
            String which = used.id().toString();
            AuditLog.add(session, user.createdAt(), new Deed(actor, AuditAction.INVITATION_USED, user.id(), which));
        }
    }

    private User user(UUID id, String username, @Nullable String email, String shownName, Role role) {
        return new User(
                id, username, email, shownName, null, role, Audience.FOLLOWERS, 0, null, clock.instant(), null, null);
    }

    /**
     * Makes an account without a password, of what fits in the suggestion.
     *
     * @param with what is stored in the same transaction
     * @throws ConstraintViolation when somebody else was faster with a name, or with what is stored with it
     */
    public UUID createWithoutPassword(SuggestedAccount wanted, BiConsumer<Session, UUID> with) {
        return database.write(session -> {
            String username = wanted.usernames().stream()
                    .filter(name -> UserRepository.byName(session, name).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> Problem.conflict("username_taken", "The username is taken."));
            String email = ReaderProfileRules.fitting(wanted.email(), ReaderProfileRules::email)
                    .filter(address -> UserRepository.byEmail(session, address).isEmpty())
                    .orElse(null);
            String shownName = ReaderProfileRules.fitting(wanted.displayName(), ReaderProfileRules::displayName)
                    .orElse(username);
            User user = user(Ids.next(), username, email, shownName, Role.USER);
            UserRepository.insert(session, user, Passwords.NONE);
            tell(session, user, new Made(user.role(), false, null));
            with.accept(session, user.id());
            return user.id();
        });
    }

    /** Whether there is a password to sign in with. */
    public boolean hasPassword(UUID id) {
        return database.read(session -> UserRepository.hasPassword(session, id));
    }

    /** For an account that has none. */
    User setFirstPassword(UUID id, String password) {
        demandGoodPassword("/new_password", password, get(id).username());
        Secret hash = passwords.hash(password);
        database.write(session -> {
            if (!UserRepository.setFirstPassword(session, id, hash, clock.instant())) {
                throw Problem.conflict("password_set", "The account has a password; change it with that one.");
            }
            AuditLog.add(session, clock.instant(), Deed.own(id, AuditAction.PASSWORD_CHANGED));
            return id;
        });
        return get(id);
    }

    /**
     * Sets a forgotten password; every session ends and every access token is removed, for who knows who has them.
     *
     * @throws Problem of kind NOT_FOUND without such a user, or INVALID
     */
    public void setPassword(String username, String password) {
        demandGoodPassword("/password", password, username);
        Credentials found = database.read(session -> UserRepository.byName(session, username))
                .orElseThrow(Problem::notFound);
        store(found.user().id(), password, Actor.COMMAND);
    }

    /** The id of the account with this name. */
    public Optional<UUID> idOf(String username) {
        return database.read(session -> UserRepository.byName(session, username))
                .map(found -> found.user().id());
    }

    /** The same for somebody who knows the old one. */
    User changePassword(UUID id, String current, String replacement) {
        User user = get(id);
        demandCurrent(user, current);
        demandGoodPassword("/new_password", replacement, user.username());
        store(id, replacement, Actor.reader(id));
        return get(id);
    }

    /**
     * @throws Problem of kind INVALID when it is not the account's
     */
    void demandPassword(UUID id, String password) {
        demandCurrent(get(id), password);
    }

    private void demandCurrent(User user, String password) {
        Credentials known = database.read(session -> UserRepository.byName(session, user.username()))
                .orElseThrow(Problem::notFound);
        if (known.passwordHash().equals(Passwords.NONE)) {
            throw Problem.invalid("/current_password", "none", "This account has no password yet; set one first.");
        }
        if (!passwords.matches(password, known.passwordHash())) {
            throw Problem.invalid("/current_password", "wrong", "This is not the current password.");
        }
    }

    /** What the reader sets who knows the old one leaves their access tokens alone. */
    private void store(UUID id, String password, Actor actor) {
        Secret hash = passwords.hash(password);
        database.write(session -> {
            setPassword(session, hash, new Deed(actor, AuditAction.PASSWORD_CHANGED, id));
            if (actor.kind() != Actor.Kind.READER) {
                AccessTokens.removeAll(session, id);
            }
            return id;
        });
    }

    private void setPassword(Session session, Secret hash, Deed deed) {
        UUID id = Objects.requireNonNull(deed.subject());
        UserRepository.setPassword(session, id, hash, clock.instant());
        ResetLinks.remove(session, id);
        AuditLog.add(session, clock.instant(), deed);
    }

    /**
     * @throws Problem of kind NOT_FOUND when the link is good no more
     */
    void demandResetLink(String token) {
        database.read(session -> ResetLinks.demand(session, token, clock.instant()));
    }

    /**
     * Sets a password by a link that an admin has made; every session ends and every access token is removed.
     *
     * @return whose
     * @throws Problem of kind NOT_FOUND when the link is good no more, or INVALID
     */
    UUID resetPassword(String token, String password) {
        UUID id = database.read(session -> ResetLinks.demand(session, token, clock.instant()));
        demandGoodPassword("/new_password", password, get(id).username());
        Secret hash = passwords.hash(password);
        return database.write(session -> {
            ResetLinks.use(session, token);
            setPassword(session, hash, new Deed(Actor.reader(id), AuditAction.PASSWORD_CHANGED, id, "link"));
            AccessTokens.removeAll(session, id);
            return id;
        });
    }

    /**
     * Who signs in with this name, or mail address, and password. An unknown name takes as long as
     * a wrong password and says the same.
     */
    User authenticate(String name, String password) {
        Optional<Credentials> found = find(name);
        if (found.isEmpty()) {
            throw refuse(password);
        }
        boolean right = passwords.matches(password, found.get().passwordHash());
        if (!right || found.get().user().disabledAt() != null) {
            throw wrong();
        }
        return found.get().user();
    }

    /** What somebody hears who is nobody, after as long as a wrong password takes. */
    Problem refuse(String password) {
        passwords.matchesNobody(password);
        return wrong();
    }

    private Optional<Credentials> find(String name) {
        return database.read(session ->
                name.contains("@") ? UserRepository.byEmail(session, name) : UserRepository.byName(session, name));
    }

    /**
     * The account as its owner sees it, as JSON; nothing in it is secret.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public RawJson shown(UUID id) {
        return new RawJson(Json.writeText(Me.of(get(id))));
    }

    User get(UUID id) {
        return find(id).orElseThrow(Problem::notFound);
    }

    Optional<User> find(UUID id) {
        return database.read(session -> UserRepository.byId(session, id));
    }

    /** Changes the profile by a JSON Merge Patch. */
    User patch(UUID id, JsonNode patch) {
        return database.write(session -> {
            User user = UserRepository.byId(session, id).orElseThrow(Problem::notFound);
            ReaderProfile wanted = ReaderProfile.of(user).patched(patch);
            demandFreeEmail(session, wanted.email(), id);
            UserRepository.update(session, id, wanted, clock.instant());
            return UserRepository.byId(session, id).orElseThrow();
        });
    }

    /** The zone that a reader has set; empty when none is, or it is unknown here. */
    public static Optional<ZoneId> zone(Session session, UUID id) {
        return UserRepository.timeZone(session, id).map(Dates::zone);
    }

    /** Ends every session of the account and removes its access tokens. */
    void raiseEpoch(UUID id) {
        database.write(session -> {
            SignOut.reader(session, id, clock.instant());
            AccessTokens.removeAll(session, id);
            return id;
        });
    }

    /**
     * Removes the second factor of a reader who has lost it.
     *
     * @return whether there was one
     * @throws Problem of kind NOT_FOUND without such a user
     */
    public boolean removeSecondFactor(String username) {
        UUID id = idOf(username).orElseThrow(Problem::notFound);
        return new Readers(database, clock, nobody -> {}).removeSecondFactor(Actor.COMMAND, id);
    }

    /** Whether there is any account at all. */
    public boolean any() {
        return database.read(UserRepository::any);
    }

    /**
     * Removes the account with everything that belongs to it.
     *
     * @throws Problem of kind INVALID when that is not its password
     */
    void delete(UUID id, String password) {
        demandCurrent(get(id), password);
        database.write(session -> {
            AuditLog.add(session, clock.instant(), Deed.own(id, AuditAction.ACCOUNT_REMOVED));
            AuditLog.forgetNames(session, id);
            UserRepository.delete(session, id);
            return id;
        });
    }

    private static void demandFreeEmail(Session session, @Nullable String email, UUID owner) {
        if (email == null) {
            return;
        }
        boolean free = UserRepository.byEmail(session, email)
                .map(found -> found.user().id().equals(owner))
                .orElse(true);
        if (!free) {
            throw Problem.conflict("email_taken", "The mail address belongs to another account.");
        }
    }

    private static void demandGoodPassword(String pointer, String password, String username) {
        var errors = new ArrayList<FieldError>();
        ReaderProfileRules.password(pointer, password, username, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static Problem wrong() {
        return Problem.unauthorized("wrong_credentials", "The name or the password is not right.");
    }
}
