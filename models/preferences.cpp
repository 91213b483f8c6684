#include "models/preferences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace larder {

namespace {

constexpr qint64 kMegabyte = qint64(1) << 20;
constexpr qint64 kMostRows = 2'000'000'000;
constexpr qint64 kLeastMemoryBytes = 16 * kMegabyte;
constexpr std::chrono::seconds kLongestCheck = std::chrono::hours(1);
constexpr std::chrono::seconds kLongestStatement = std::chrono::hours(24);
constexpr qint64 kMostMemoryBytes = qint64(1'048'576) * kMegabyte;

struct PreferencesText
{
    Q_DECLARE_TR_FUNCTIONS(larder::Preferences)
};

} // namespace

CheckedPreferences checkedPreferences(Preferences preferences)
{
    const QLocale locale;
    QStringList notes;
    const qint64 limit = std::clamp<qint64>(preferences.rowLimit, 0, kMostRows);
    if (preferences.rowLimit > limit) {
        notes << PreferencesText::tr("At most %1 rows can be counted; choose 0 to fetch all that there are.")
                     .arg(locale.toString(limit));
    } else if (preferences.rowLimit < limit) {
        notes << PreferencesText::tr("A run can't fetch less than no row; 0 fetches all.");
    }
    const qint64 memory
        = std::clamp<qint64>(preferences.resultMemoryBytes, kLeastMemoryBytes, kMostMemoryBytes);
    if (preferences.resultMemoryBytes < memory) {
        notes << PreferencesText::tr("At least %1 MB are used: less does not hold what is on screen.")
                     .arg(locale.toString(memory / kMegabyte));
    } else if (preferences.resultMemoryBytes > memory) {
        notes << PreferencesText::tr("Results get %1 MB: no machine has more.")
                     .arg(locale.toString(memory / kMegabyte));
    }
    const std::chrono::seconds check
        = std::clamp(preferences.checkEvery, std::chrono::seconds(0), kLongestCheck);
    if (preferences.checkEvery != check)
        notes << PreferencesText::tr("Checks come once an hour at least; choose 0 to ask never.");
    const std::chrono::seconds timeout
        = std::clamp(preferences.statementTimeout, std::chrono::seconds(0), kLongestStatement);
    if (preferences.statementTimeout != timeout)
        notes << PreferencesText::tr("A statement gets 24 hours at most; choose 0 for no limit.");
    preferences.statementTimeout = timeout;
    preferences.checkEvery = check;
    preferences.rowLimit = limit;
    preferences.resultMemoryBytes = memory;
    return {preferences, notes};
}

} // namespace larder
