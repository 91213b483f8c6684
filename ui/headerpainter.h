#pragma once

#include <QIcon>
#include <QStyleOptionHeader>

#include <optional>

namespace larder {

/// The name of a column in a header, and what is marked beside it.
struct HeaderSection
{
    QString name = {};
    std::optional<Qt::SortOrder> order = std::nullopt;
    /// As which of several columns it is sorted by, from 1; 0 if there are not several.
    int rank = 0;
    /// Whether its values refer to other rows.
    bool refers = false;
};

/// Paints the names of columns in the style of a header, cut where they do not fit: before them an icon where
/// values refer to other rows, behind them an arrow where the column is sorted by, and a small number beside
/// it where several are.
class HeaderPainter
{
public:
    explicit HeaderPainter(const QWidget& header) : m_header(header) { }

    /// @p option says where, and what the mouse does there.
    void paint(QPainter& painter, const HeaderSection& section, QStyleOptionHeader option) const;
    /// The width at which @p section is not cut, with room for an arrow.
    [[nodiscard]] int widthOf(const HeaderSection& section) const;
    [[nodiscard]] int height() const;
    /// What all sections have in common.
    [[nodiscard]] QStyleOptionHeader option() const;

private:
    void describe(QStyleOptionHeader& option, const HeaderSection& section) const;
    void paintRank(QPainter& painter, int rank, const QStyleOptionHeader& option) const;
    [[nodiscard]] QFont rankFont() const;
    [[nodiscard]] int rankWidth(int rank) const;
    [[nodiscard]] int markWidth() const;

    const QWidget& m_header;
    // Loaded when it is needed.
    mutable QIcon m_reference;
};

} // namespace larder
