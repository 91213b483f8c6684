#pragma once

#include "app/sql/sqlitechannel.h"

#include <QDeadlineTimer>

namespace larder {

/// Gets one read over a connection that can't write past a journal that SQLite takes for a hot one. Beside a
/// running writer that is over in a moment; the journal of a program that ended in the middle of a
/// transaction stays until a connection that may write reads the file, which makes SQLite roll it back.
class SqliteHotJournal
{
public:
    /// Of the file at @p path.
    SqliteHotJournal(QString path, const SqliteChannel::Patience& patience);
    /// Whether to repeat what failed with @p extendedCode, which must have changed and delivered nothing.
    /// Pauses for some milliseconds first, and after a few times lets SQLite roll the journal back.
    /// False for all other codes, and when the patience is over or the rollback is impossible.
    [[nodiscard]] bool mayRepeat(int extendedCode);

private:
    const QString m_path;
    const SqliteChannel::Patience m_patience;
    QDeadlineTimer m_deadline;
    int m_failures = 0;
};

} // namespace larder
