#pragma once

#include "cache/sql/sqldialect.h"
#include "cache/sql/sqltoken.h"

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>
#include <optional>
#include <vector>

namespace larder {

/// The tokens of a statement that mean something, by index, with their parentheses matched. Every question
/// about an index outside is answered with no. The text must outlive it.
class SqlCode final
{
public:
    /// What executable comments are taken for; which one a server sees depends on its version.
    enum class Reading { Code, Comment };

    SqlCode(QByteArrayView sql, SqlDialect dialect, Reading reading);

    [[nodiscard]] SqlDialect dialect() const { return m_dialect; }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_tokens.size()); }
    [[nodiscard]] bool hasExecutableComments() const { return m_hasExecutableComments; }

    /// The first token that leaves open what the engine would read, if there is one: an open quote, comment
    /// or parenthesis, stray bytes, or (in the generic dialect) what engines read differently.
    [[nodiscard]] std::optional<SqlToken> defect() const { return m_defect; }

    [[nodiscard]] SqlToken token(qsizetype i) const;
    [[nodiscard]] QByteArrayView text(qsizetype i) const;
    [[nodiscard]] bool has(qsizetype i, SqlTokenKind kind) const;
    /// Whether a name must stand there, behind a dot or an AS, whatever the word. An AS may be such a name
    /// itself: "1 AS as FROM t", "t.as FROM t".
    [[nodiscard]] bool isLabel(qsizetype i) const;
    [[nodiscard]] bool isWord(qsizetype i, QByteArrayView keyword) const;
    [[nodiscard]] bool isOneOf(qsizetype i, std::initializer_list<QByteArrayView> keywords) const;
    [[nodiscard]] bool isMark(qsizetype i, QByteArrayView mark) const;

    /// Whether it may be a name: a word or a quoted name, or a string where SQLite takes one for a name.
    [[nodiscard]] bool isName(qsizetype i) const;

    /// The index of the parenthesis that belongs to the one at @p i, or size().
    [[nodiscard]] qsizetype partner(qsizetype i) const;

    /// The name at @p i without quotes; without them in lower case, where the dialect folds names.
    [[nodiscard]] QByteArray name(qsizetype i) const;

    /// The index behind the dotted name that begins at @p i.
    [[nodiscard]] qsizetype nameEnd(qsizetype i) const;

    /// The dotted name between two indexes, parts joined with dots.
    [[nodiscard]] QByteArray dottedName(qsizetype from, qsizetype to) const;

private:
    void take(const SqlToken& token, QByteArrayView text);
    void matchParentheses();
    [[nodiscard]] bool isAmbiguous(const SqlToken& token, QByteArrayView text) const;

    QByteArrayView m_sql;
    SqlDialect m_dialect;
    std::vector<SqlToken> m_tokens;
    std::vector<qsizetype> m_partners;
    std::optional<SqlToken> m_defect;
    bool m_hasNul;
    bool m_hasExecutableComments = false;
};

} // namespace larder
