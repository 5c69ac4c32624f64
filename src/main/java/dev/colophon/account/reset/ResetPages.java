package dev.colophon.account.reset;

import dev.colophon.account.session.Visitor;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;

/** Where such a link leads: the form for a new password. */
public final class ResetPages implements Routes {
    private final Setting setting;

    public ResetPages(Setting setting) {
        this.setting = setting;
    }

    /** What sets passwords. */
    public interface Setting {
        /** Throws NOT_FOUND when the link is good no more. */
        void demandGood(String token);

        /** Sets the password and uses the link up; the problem is of kind NOT_FOUND or INVALID. */
        void set(Visitor visitor, String token, String password);
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page(ResetLinks.PATH).get(this::show).post(this::set));
    }

    private void show(Exchange exchange) {
        String token = exchange.query(ResetLinks.TOKEN).orElse("");
        setting.demandGood(token);
        exchange.page(page(token, ""));
    }

    private void set(Exchange exchange) {
        Form form = exchange.form();
        String token = form.text(ResetLinks.TOKEN).orElse("");
        try {
            setting.set(Visitor.of(exchange), token, form.exact("new_password"));
        } catch (Problem problem) {
            if (problem.kind() != Kind.INVALID) {
                throw problem;
            }
            exchange.page(page(token, problem.detail()), problem);
            return;
        }
        exchange.endSession();
        exchange.redirect(LocalPath.SIGN_IN);
    }

    private static Page page(String token, String error) {
        return new Page("account/reset/reset.jte", Map.of("token", token, "error", error));
    }
}
