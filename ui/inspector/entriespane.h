#pragma once

#include "models/inspector/entrygroups.h"

#include <QStackedWidget>

#include <limits>

class QAbstractItemView;
class QHeaderView;

namespace larder {

class CacheEntriesTable;
class CacheEntryProxy;
class ColumnLayout;
class EntriesTree;

/// The cache entries as a table or, in groups, as a tree. Columns, sorting and selection are the same in
/// both.
class EntriesPane final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit EntriesPane(CacheEntryProxy* entries, QWidget* parent = nullptr);

    void setGrouping(EntryGrouping grouping);
    [[nodiscard]] EntryGrouping grouping() const;
    /// From the top row to the bottom one; in a tree as they are sorted, each once.
    [[nodiscard]] std::vector<EntryId> selectedEntries() const;
    /// The same as they are shown, but no more than @p most, which are any of them.
    [[nodiscard]] std::vector<EntryInfo> selectedInfos(
        size_t most = std::numeric_limits<size_t>::max()) const;
    /// The group that alone is selected.
    [[nodiscard]] std::optional<GroupTitle> selectedGroup() const;
    /// Selects the entry alone and scrolls to it, if it is shown.
    void selectEntry(EntryId id);
    /// Selects those alone, and scrolls nowhere.
    void followEntries(const std::vector<EntryId>& ids);
    /// Text in place of rows; empty for none.
    void setHint(const QString& hint);
    /// Has the keys of @p actions work here.
    void offer(const QList<QAction*>& actions);
    [[nodiscard]] ColumnLayout& columns() const;
    [[nodiscard]] const QHeaderView& header() const;

Q_SIGNALS:
    /// The button of an entry was clicked.
    void expireRequested(larder::EntryId id);
    /// The button of a group was clicked.
    void groupExpireRequested(const QString& title, const std::vector<larder::EntryInfo>& entries);
    /// An entry was clicked twice, or Return was pressed on it.
    void activatedEntry(larder::EntryId id);
    void selectionChanged();
    void menuRequested(const QPoint& globalPosition);

private:
    void addView(QAbstractItemView* view);
    [[nodiscard]] bool isGrouped() const;
    void select(const std::vector<EntryId>& ids);

    EntriesTree* m_tree;
    CacheEntriesTable* m_table;
};

} // namespace larder
