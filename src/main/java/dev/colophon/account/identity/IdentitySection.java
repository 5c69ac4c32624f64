package dev.colophon.account.identity;

import dev.colophon.account.Accounts;
import dev.colophon.account.session.Sessions;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the page of the account says of signing in by the provider. */
public final class IdentitySection implements Function<Caller, Page> {
    private final String provider;
    private final Identities identities;
    private final Accounts accounts;
    private final Sessions sessions;

    /**
     * @param provider what readers know it by
     */
    public IdentitySection(String provider, Identities identities, Accounts accounts, Sessions sessions) {
        this.provider = provider;
        this.identities = identities;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public Page apply(Caller caller) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("provider", provider);
        parameters.put("username", caller.username());
        parameters.put("linked", identities.of(caller.id()).orElse(null));
        parameters.put("hasPassword", accounts.hasPassword(caller.id()));
        parameters.put("isNew", sessions.isNew(caller));
        return new Page("account/identity/section.jte", parameters);
    }
}
