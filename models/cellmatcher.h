#pragma once

#include "cache/cell.h"
#include "cache/result.h"
#include "models/textsearch.h"

#include <QByteArrayMatcher>
#include <QRegularExpression>

namespace larder {

/// How a text is looked for in values.
struct MatchRules
{
    QString text;
    bool caseSensitive = false;
    bool regularExpression = false;
    bool operator==(const MatchRules&) const = default;
};

/// Whether a text is in a value: in texts as they are, in numbers as they are shown. A NULL and a BLOB have
/// no text.
class CellMatcher
{
public:
    /// What @p rules mean, or why their regular expression means nothing. The text must not be empty.
    [[nodiscard]] static Result<CellMatcher> make(const MatchRules& rules);

    /// Any thread, several at once.
    [[nodiscard]] bool matches(const Cell& cell) const;

private:
    explicit CellMatcher(const MatchRules& rules);
    [[nodiscard]] bool isIn(QByteArrayView utf8) const;

    MatchRules m_rules;
    TextSearch m_anyCase;
    QByteArrayMatcher m_sameCase;
    QRegularExpression m_expression;
};

} // namespace larder
