#pragma once

#include <QDateTime>
#include <QString>

namespace larder {

/// Whether what a tree shows of a database is still what there is.
struct SchemaAge
{
    enum class State {
        Followed, ///< nothing has changed until checkedAt
        MayHaveChanged, ///< the database has changed since, maybe only in its rows
        NotFollowed, ///< changes by others are not heard of
    };

    State state = State::Followed;
    QDateTime readAt = {};
    QDateTime checkedAt = {};
    /// Of State::NotFollowed, where that is known.
    QString why = {};

    bool operator==(const SchemaAge&) const = default;
};

/// As long as there is something to doubt: "as of 14:03:21".
[[nodiscard]] QString schemaAgeText(const SchemaAge& age);
/// In a sentence or two, with what to do.
[[nodiscard]] QString schemaAgeToolTip(const SchemaAge& age);

} // namespace larder
