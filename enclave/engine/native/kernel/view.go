package kernel

// RightPanels uses a K × N matrix that lies in whole float32 panels already:
// panel after panel, k rows of PanelWidth columns each.
func RightPanels(data []float32, k int) Right {
	return Right{data: data, ld: PanelWidth, stride: PanelWidth * k, packed: true}
}
