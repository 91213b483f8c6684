#pragma once

#include "cache/entryinfo.h"
#include "models/inspector/cachetotals.h"

#include <QDockWidget>

#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace larder {

class CacheEntriesTable;
class CacheEntryProxy;

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
    /// Selects the entry alone and scrolls to it; takes the filter away if it hides the entry.
    void selectEntry(EntryId id);
    /// From the top row to the bottom one.
    [[nodiscard]] std::vector<EntryId> selectedEntries() const;
    /// Offers @p action in the menu of a row; it is enabled while a row is selected.
    void addEntryAction(QAction* action);
    /// Asks the user whether to expire everything; on yes follows expireAllRequested().
    void requestExpireAll();
    /// The same as an action, enabled while there is something to expire.
    [[nodiscard]] QAction* expireAllAction() const { return m_expireAll; }

    [[nodiscard]] QByteArray saveState() const;
    /// Columns and sorting as saved; false, and nothing changed, if @p state is not of this panel.
    bool restoreState(const QByteArray& state);

Q_SIGNALS:
    /// From the top row to the bottom one, never empty.
    void expireRequested(const std::vector<larder::EntryId>& ids);
    void expireAllRequested();
    /// A row was clicked twice, or Return was pressed on it.
    void entryActivated(larder::EntryId id);
    void selectionChanged();

private:
    [[nodiscard]] QWidget* createToolRow();
    [[nodiscard]] QToolButton* createButton(QAction* action, const QString& name);
    void createExpireActions();
    void createFilter();
    void createEntryMenu();
    void expireSelected();
    void activate(const QModelIndex& index);
    void copySelected(QByteArray EntryFacts::*part, const QByteArray& separator) const;
    void filter(const QString& text);
    void updateControls();
    void updateHint();

    CacheEntryProxy* m_entries;
    CacheEntriesTable* m_table;
    QAction* m_expireSelected = nullptr;
    QAction* m_expireAll = nullptr;
    /// What the menu of a row offers while a row is selected.
    QList<QAction*> m_rowActions = {};
    QAction* m_endOfRowActions = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_totals = nullptr;
};

} // namespace larder
