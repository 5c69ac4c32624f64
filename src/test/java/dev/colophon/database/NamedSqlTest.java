package dev.colophon.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamedSqlTest {
    @Test
    void a_name_becomes_a_question_mark_wherever_it_stands() {
        NamedSql sql = NamedSql.parse("SELECT a FROM t WHERE (b, c) > (:b, :c_2) AND a = :b");

        assertThat(sql.text()).isEqualTo("SELECT a FROM t WHERE (b, c) > (?, ?) AND a = ?");
        assertThat(sql.names()).containsExactly("b", "c_2", "b");
    }

    @Test
    void a_colon_in_text_comments_and_casts_is_no_parameter() {
        String text = "SELECT ':a', 'it''s :b', \":c\", d::text -- :e\n, '$1' FROM t WHERE f = ";
        NamedSql sql = NamedSql.parse(text + ":f");

        assertThat(sql.text()).isEqualTo(text + "?");
        assertThat(sql.names()).containsExactly("f");
    }

    @Test
    void values_come_in_the_order_of_the_question_marks() {
        NamedSql sql = NamedSql.parse("UPDATE t SET a = :a, b = :b WHERE id = :id AND a <> :a");

        assertThat(sql.values("t.update", Parameters.of("id", 7L).and("b", null).and("a", "x")))
                .containsExactly("x", null, 7L, "x");
    }

    @Test
    void a_missing_value_and_one_too_many_are_refused_by_name() {
        NamedSql sql = NamedSql.parse("DELETE FROM t WHERE id = :id");

        assertThatThrownBy(() -> sql.values("t.delete", Parameters.none()))
                .hasMessage("t.delete is given no value for :id");
        assertThatThrownBy(() -> sql.values("t.delete", Parameters.of("id", 1L).and("owner", 2L)))
                .hasMessage("t.delete has no parameter :owner");
        assertThatThrownBy(() -> Parameters.of("id", 1L).and("id", 2L)).hasMessage("two values are given for :id");
    }

    @Test
    void columns_are_listed_once_for_every_statement() {
        Columns columns = Columns.of("title", "subtitle").and("id");

        assertThat(columns.list()).isEqualTo("title, subtitle, id");
        assertThat(columns.list("b")).isEqualTo("b.title, b.subtitle, b.id");
        assertThat(columns.insertInto("books"))
                .isEqualTo("INSERT INTO books (title, subtitle, id) VALUES (:title, :subtitle, :id)");
        assertThat(columns.assignments()).isEqualTo("title = :title, subtitle = :subtitle, id = :id");
    }
}
