#pragma once

#include "ui/inspector/entrytreeselection.h"

#include <QSet>
#include <QTreeView>

class QLabel;

namespace larder {

class ButtonDelegate;

/// The tree of the cache entries in groups, with the columns of their table and a button in each row that
/// expires the entry or the group. What is open, selected and current stays so over updates; an entry that
/// is selected and goes to another group stays selected there, in sight.
class EntriesTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit EntriesTree(CacheEntryProxy* entries, QWidget* parent = nullptr);

    /// EntryGrouping::None shows nothing.
    void setGrouping(EntryGrouping grouping);
    [[nodiscard]] EntryGrouping grouping() const { return m_tree->groups().grouping(); }
    /// See entriesIn().
    [[nodiscard]] std::vector<EntryInfo> selectedInfos(size_t most) const;
    /// The group that alone is selected.
    [[nodiscard]] std::optional<GroupTitle> selectedGroup() const;
    /// Selects @p ids alone, as far as they are shown, and scrolls to the first.
    void selectEntries(const std::vector<EntryId>& ids);
    /// Has the names of the groups where they have most room, among the columns that are shown.
    void placeTree();
    /// Text in place of rows; empty for none.
    void setHint(const QString& hint);

    /// In rows of one height there is only something to paint.
    void dataChanged(
        const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles = {}) override;

Q_SIGNALS:
    /// The button of an entry was clicked.
    void expireRequested(larder::EntryId id);
    /// The button of a group was clicked.
    void groupExpireRequested(const QString& title, const std::vector<larder::EntryInfo>& entries);
    /// An entry was clicked twice, or Return was pressed on it.
    void activatedEntry(larder::EntryId id);
    /// What is selected is not what it was, once for each update.
    void choiceChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void expire(const QModelIndex& index);
    void activate(const QModelIndex& index);
    /// Opens @p group and what is below it.
    void openAll(const QModelIndex& group);
    [[nodiscard]] std::optional<EntryId> idAt(const QModelIndex& index) const;
    void hold();
    void restore();
    void openGroups();
    void note(const QModelIndex& group, bool isOpen);

    EntryTreeModel* m_tree;
    ButtonDelegate* m_button;
    QLabel* m_hint;
    /// Keys of groups, by what the user last did to them; most are closed at first.
    QSet<QByteArray> m_opened;
    QSet<QByteArray> m_closed;
    /// During an update: what was selected before it.
    bool m_updating = false;
    bool m_choiceChanged = false;
    std::vector<EntryId> m_held;
    std::optional<EntryId> m_heldCurrent;
};

} // namespace larder
