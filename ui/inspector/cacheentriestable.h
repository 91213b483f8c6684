#pragma once

#include "cache/entryinfo.h"
#include "ui/inspector/paneltable.h"

#include <limits>
#include <vector>

namespace larder {

class ButtonDelegate;
class CacheEntryProxy;
class ColumnLayout;

/// The table of the cache entries: compact rows, the newest first, with a button in each that expires it.
class CacheEntriesTable final : public PanelTable
{
    Q_OBJECT

public:
    explicit CacheEntriesTable(CacheEntryProxy* entries, QWidget* parent = nullptr);

    /// From the top row to the bottom one.
    [[nodiscard]] std::vector<EntryId> selectedEntries() const;
    /// The same as they are shown, but no more than @p most, which are any of them.
    [[nodiscard]] std::vector<EntryInfo> selectedInfos(
        size_t most = std::numeric_limits<size_t>::max()) const;
    /// Selects @p ids alone, as far as they are shown, and scrolls to the first.
    void selectEntries(const std::vector<EntryId>& ids);
    void selectEntry(EntryId id) { selectEntries({id}); }
    /// The entry's button in coordinates of the viewport; empty if it has none in view.
    [[nodiscard]] QRect expireButtonRect(EntryId id) const;
    [[nodiscard]] ColumnLayout& columns() const { return *m_columns; }

Q_SIGNALS:
    /// The button of a row was clicked.
    void expireRequested(larder::EntryId id);
    /// A row was clicked twice, or Return was pressed: on any desktop, also where one click activates.
    void activatedEntry(larder::EntryId id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] int defaultWidth(int column) const;

    CacheEntryProxy* m_entries;
    ButtonDelegate* m_button;
    ColumnLayout* m_columns = nullptr;
};

} // namespace larder
