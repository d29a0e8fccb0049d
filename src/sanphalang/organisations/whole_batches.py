"""Everything that one batch made, as a whole: for data that was never anybody's, such as the demo's."""

from functools import partial

from sanphalang.files import whole_batches
from sanphalang.organisations.register import REGISTER

made_by = partial(whole_batches.made_by, REGISTER)
not_made_by = partial(whole_batches.not_made_by, REGISTER)
entangled = partial(whole_batches.entangled, REGISTER)
remove_made_by = partial(whole_batches.remove_made_by, REGISTER)
settle = partial(whole_batches.settle, REGISTER)
