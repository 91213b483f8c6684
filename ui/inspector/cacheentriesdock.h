#pragma once

#include "cache/entryinfo.h"
#include "models/exportjob.h"
#include "models/inspector/cachetotals.h"
#include "models/inspector/connectionnames.h"
#include "models/inspector/entrywish.h"

#include <QDockWidget>

#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace larder {

class CacheEntryProxy;
class ColumnSets;
class EntriesPane;
class EntryActions;
class UndoBar;

/// The panel of the live cache entries: what the cache holds, what each entry has been good for, and the
/// means to expire them. It changes nothing itself, it shows and asks.
class CacheEntriesDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit CacheEntriesDock(QWidget* parent = nullptr);

    /// Shows @p entries in place of those before; selection, sort and scroll position stay. Returns the
    /// list, whose memory may be used again.
    std::vector<EntryInfo> showEntries(std::vector<EntryInfo> entries);
    void showTotals(const CacheTotals& totals);
    /// What the connections of the entries are called.
    void showConnections(const ConnectionNames& names);
    /// Whether anybody can see which entry would be evicted next, which takes time to find out.
    [[nodiscard]] bool showsEvictionRank() const;
    /// Selects the entry alone and scrolls to it; takes the filter away if it hides the entry.
    void selectEntry(EntryId id);
    /// From the top row to the bottom one.
    [[nodiscard]] std::vector<EntryId> selectedEntries() const;
    /// Offers @p action in the menu of an entry; it is enabled while just one is selected.
    void addEntryAction(QAction* action);
    /// Asks the user whether to expire everything; on yes follows expireAllRequested().
    void requestExpireAll();
    /// The same as an action, enabled while there is something to expire.
    [[nodiscard]] QAction* expireAllAction() const { return m_expireAll; }

    /// Where the panel says what came of what was asked for, and offers to take it back.
    [[nodiscard]] UndoBar& notice() { return *m_undo; }

    [[nodiscard]] QByteArray saveState() const;
    /// Columns, sorting and grouping as saved; false, and nothing changed, if @p state is not of this panel.
    bool restoreState(const QByteArray& state);

Q_SIGNALS:
    /// From the top row to the bottom one, never empty.
    void expireRequested(const std::vector<larder::EntryId>& ids);
    void expireAllRequested();
    void wished(const larder::EntryWish& wish);
    /// A row was clicked twice, or Return was pressed on it.
    void entryActivated(larder::EntryId id);
    void selectionChanged();
    void undoRequested();
    /// The list itself, as it is shown.
    void exportRequested(const larder::ExportJob& job);

private:
    [[nodiscard]] QWidget* createToolRow();
    [[nodiscard]] QToolButton* createMenuButton();
    [[nodiscard]] QComboBox* createGrouping();
    void createActions();
    void createFilter();
    void filter(const QString& text);
    /// The entries of @p before that have gone are selected no more, but those that took their places, which
    /// came behind @p lastBefore.
    void followReplaced(const std::vector<EntryInfo>& before, EntryId lastBefore);
    void updateTotals();
    void updateControls();
    void updateHint();

    CacheEntryProxy* m_entries;
    EntriesPane* m_pane;
    UndoBar* m_undo;
    EntryActions* m_actions = nullptr;
    ColumnSets* m_columnSets = nullptr;
    QAction* m_expireAll = nullptr;
    // To be selected when it is shown.
    std::optional<EntryId> m_awaited;
    QComboBox* m_grouping = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_filterError = nullptr;
    QLabel* m_totals = nullptr;
    CacheTotals m_shownTotals;
};

} // namespace larder
