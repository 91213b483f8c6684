#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace larder {

/// Lays its widgets out in a row, and in as many rows as it takes where there is not the width for one, so
/// that nothing is cut off.
class WrappingLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit WrappingLayout(QWidget* parent);
    ~WrappingLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect& area) override;

private:
    /// Returns the height that it takes; moves the widgets only if @p moves.
    int layOut(const QRect& area, bool moves) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace larder
