/** Reserves before a command is decided. Where that is refused, the private space is asked first: its own refusal says more. */
export const reserving = async (reserve: () => Promise<void>, foresee: () => Promise<unknown>): Promise<void> => {
  try {
    await reserve();
  } catch (error) {
    await foresee();
    throw error;
  }
};
