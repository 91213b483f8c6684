#pragma once

#include "models/tablestate.h"

#include <QByteArray>

#include <optional>

namespace larder {

/// What a tab must not lose: its text, or what it shows of a table, and the database it belongs to.
struct TabText
{
    QByteArray text = {};
    /// What it was written for: ConnectionInfo::target.
    QString target = {};
    /// Set for a tab of a table, which has no text besides.
    std::optional<TableState> table = std::nullopt;
    /// What the title of a query counts, from 1; 0 where it has none yet.
    int number = 0;
    bool isCurrent = false;
    bool operator==(const TabText&) const = default;
};

} // namespace larder
