#pragma once

#include "models/exportjob.h"
#include "models/inspector/entrycolumn.h"
#include "models/rowworker.h"

#include <QObject>

#include <functional>
#include <vector>

class QMenu;

namespace larder {

class CacheEntriesTable;
class CacheEntryProxy;

/// "List": takes the rows of the entries' table out of it as they are shown, to the clipboard or to a file. A
/// thread writes them.
class EntryList final : public QObject
{
    Q_OBJECT

public:
    EntryList(const CacheEntriesTable& table, const CacheEntryProxy& entries, QWidget* parent);

    [[nodiscard]] QMenu* menu() const { return m_menu; }

Q_SIGNALS:
    void exportRequested(const larder::ExportJob& job);

private:
    void copy(RowFormat format);
    void exportList();
    /// Those that are shown, from left to right.
    [[nodiscard]] std::vector<EntryColumn> columns() const;
    /// Makes the rows in the thread and calls @p done with them.
    void withRows(std::function<void(const ResultPtr& rows)> done);

    const CacheEntriesTable& m_table;
    const CacheEntryProxy& m_entries;
    QWidget* m_parent;
    QMenu* m_menu;
    RowWorker m_worker;
};

} // namespace larder
