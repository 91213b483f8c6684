#pragma once

#include "models/rowsort.h"

#include <QStringList>

#include <chrono>

namespace larder {

/// What the user has set for all windows; kept by the workspace.
struct Preferences
{
    /// The most rows that one run fetches; 0 for all.
    qint64 rowLimit = 1'000'000;
    /// Memory for the rows of all open results together; what is beyond goes to files.
    qint64 resultMemoryBytes = qint64(512) << 20;
    NullsPlace nulls = NullsPlace::Last;
    TextOrder text = TextOrder::Binary;
    /// How often the database is asked whether what is on screen is still true; 0 for never.
    std::chrono::seconds checkEvery{2};
    /// A statement that runs longer is cancelled; 0 for no limit.
    std::chrono::seconds statementTimeout{0};
    bool operator==(const Preferences&) const = default;
};

/// Preferences with each number in its range, and a sentence on each that was not, for the user.
struct CheckedPreferences
{
    Preferences preferences;
    QStringList notes = {};
};

[[nodiscard]] CheckedPreferences checkedPreferences(Preferences preferences);

} // namespace larder
