#pragma once

#include "cache/reason.h"

namespace larder {

/// What has been heard since of an answer that somebody still looks at.
struct Standing
{
    enum class State {
        /// Nothing that concerns it.
        Holds,
        /// The database did not answer when it was asked last: the reason tells why.
        Unchecked,
        /// The database has changed; whether these rows have was not asked. Where the own transaction did it,
        /// the reason names the statement.
        Doubtful,
        /// The connection was lost; whether the database has changed meanwhile is not known.
        ConnectionLost,
        /// Something that it read was changed through Larder: the reason tells how.
        Overtaken,
        /// The transaction that it was read in is over.
        TransactionOver,
        /// That transaction went back to a savepoint from before.
        TakenBack,
    };

    State state = State::Holds;
    Reason reason = {};

    bool operator==(const Standing&) const = default;
};

} // namespace larder
