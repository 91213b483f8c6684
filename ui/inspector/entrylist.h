#pragma once

#include "models/exportjob.h"
#include "models/inspector/entrycolumn.h"
#include "models/rowworker.h"

#include <QObject>

#include <functional>
#include <vector>

class QMenu;

namespace larder {

class CacheEntryProxy;
class EntriesPane;

/// "List": takes the entries that are shown out of the panel, to the clipboard or to a file. A
/// thread writes them.
class EntryList final : public QObject
{
    Q_OBJECT

public:
    EntryList(const EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent);

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

    const EntriesPane& m_pane;
    const CacheEntryProxy& m_entries;
    QWidget* m_parent;
    QMenu* m_menu;
    /// Of the last export.
    QString m_folder;
    RowWorker m_worker;
};

} // namespace larder
